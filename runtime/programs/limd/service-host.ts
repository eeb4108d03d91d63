/** What longruns and oneshots are given to live with. */
import type { Event } from "../../lib/core/index.ts";
import type { Launchers } from "../../lib/launch-file.ts";
import type { FileWatcher } from "./file-watcher.ts";
import type { Journal } from "./journal.ts";

type WithoutTime<E> = E extends unknown ? Omit<E, "at"> : never;

/** An event, but for when it happened: that is now. */
export type News = WithoutTime<Event>;

export interface ServiceHost {
  readonly launchers: Launchers;
  readonly watcher: FileWatcher;
  readonly journal: Journal;
  readonly tell: (news: News) => void;
}

/** What a service was found to be doing when limd started. */
export interface Found {
  readonly runs: "starting" | "up" | "ready" | "stopping";
  /** In milliseconds since the kernel was started, where it is known. */
  readonly since?: number;
}

/** A service that has processes. */
export interface Running {
  /** Looks whether it runs already; to be called once, before anything else. */
  find(): Found | undefined;
  stop(): void;
  kill(): void;
  signal(name: string): void;
}
