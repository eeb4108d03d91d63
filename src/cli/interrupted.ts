/** The user stopped it. The message says what is left behind; there is no error to show. */
export class Interrupted extends Error {
  constructor(message = "stopped") {
    super(message);
    this.name = "Interrupted";
  }
}

/** What a shell reports for a program that ^C ended: 128 and SIGINT's number. */
export const INTERRUPTED_STATUS = 130;
