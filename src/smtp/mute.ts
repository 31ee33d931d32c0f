/** While it is on, lines may be content or secrets: only what is surely a command is logged, the rest is counted. */
export class Mute {
  on = false;
  #hidden = 0;

  /** A line that is not shown. */
  hide(): void {
    this.#hidden++;
  }

  /** A command came, or the session ends; gives what the log shall say of the lines that it does not show. */
  off(): string | undefined {
    const said = this.#hidden > 0 ? `${this.#hidden} lines that were no commands are not shown` : undefined;
    this.on = false;
    this.#hidden = 0;
    return said;
  }
}
