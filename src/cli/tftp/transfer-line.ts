/** What is said of a transfer: while it runs, and when it has ended. */
import type { Outcome, ServerEvent, Transfer } from "../../tftp/index.ts";
import { byteSize } from "../build-view/byte-size.ts";
import { duration } from "../build-view/duration.ts";
import { fitEnds, printable } from "../build-view/fit.ts";

/** A name as it came over the network: nothing of it may move the cursor or fill the screen. */
const MOST_COLUMNS = 60;
const shown = (name: string): string => fitEnds(printable(name), MOST_COLUMNS);

/** "192.168.1.1 uimage: 45 %, 2.8 MB of 6.2 MB, 5.2 MB/s" */
export function progressLine(client: string, transfer: Transfer, nowMs: number): string {
  const { acknowledgedBytes, begunAtMs, file, request } = transfer;
  const share = file.sizeBytes === 0 ? 100 : Math.floor((100 * acknowledgedBytes) / file.sizeBytes);
  const amount = `${byteSize(acknowledgedBytes)} of ${byteSize(file.sizeBytes)}`;
  const speed = speedOf(acknowledgedBytes, nowMs - begunAtMs);
  return `${client} ${shown(request.file)}: ${share} %, ${amount}, ${speed}`;
}

/** What is said of an event; a transfer that begins is not worth a line. */
export function eventLine(event: ServerEvent, nowMs: number): string | undefined {
  switch (event.kind) {
    case "begun":
      return undefined;
    case "ended":
      return `${event.client} ${shown(event.transfer.request.file)}: ${outcomeText(event.outcome, event.transfer, nowMs)}`;
    case "refused":
      return `${event.client} ${shown(event.what)}: refused: ${printable(event.reason)}`;
    case "stranger":
      return `${event.client} is ignored: it may fetch nothing unless it is named, by -a ${event.client}`;
  }
}

function outcomeText(outcome: Outcome, transfer: Transfer, nowMs: number): string {
  const { acknowledgedBytes, begunAtMs, file, negotiated, repeatedBlocks } = transfer;
  const tookMs = nowMs - begunAtMs;
  if (outcome.kind === "failed") {
    const amount = `${byteSize(acknowledgedBytes)} of ${byteSize(file.sizeBytes)}`;
    return `failed after ${duration(tookMs)} and ${amount}: ${printable(outcome.reason)}`;
  }
  const { blockSize, windowSize } = negotiated.terms;
  const notes = [
    `blocks of ${blockSize}${windowSize === 1 ? "" : `, ${windowSize} at once`}`,
    ...(repeatedBlocks === 0 ? [] : [`${repeatedBlocks} sent again`]),
    ...(outcome.kind === "unconfirmed" ? ["the last not confirmed"] : []),
  ];
  const speed = speedOf(file.sizeBytes, tookMs);
  return `${byteSize(file.sizeBytes)} in ${duration(tookMs)}, ${speed} (${notes.join("; ")})`;
}

const speedOf = (bytes: number, ms: number): string =>
  `${byteSize(Math.round((1000 * bytes) / Math.max(1, ms)))}/s`;
