/** Waiting once. */
import { setReadHandler, setTimeout, setWriteHandler } from "os";

/** Resolves when the descriptor can be read, or has ended. */
export const readable = (descriptor: number): Promise<void> =>
  new Promise((resolve) => {
    setReadHandler(descriptor, () => {
      setReadHandler(descriptor, null);
      resolve();
    });
  });

/** Resolves when the descriptor takes bytes, or its connection is made or failed. */
export const writable = (descriptor: number): Promise<void> =>
  new Promise((resolve) => {
    setWriteHandler(descriptor, () => {
      setWriteHandler(descriptor, null);
      resolve();
    });
  });

/** Resolves after some time. */
export const after = (delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
