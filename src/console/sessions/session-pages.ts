/** A list too long to be held: pages fetched as they are looked at, and let go when they are far away. */

export interface Fetched<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

interface Page<Row> {
  /** Undefined: the first. */
  readonly cursor: string | undefined;
  readonly start: number;
  readonly count: number;
  /** Undefined while it is let go. */
  rows: readonly Row[] | undefined;
}

/** So many pages are held around what is looked at. */
const mostHeld = 12;

export class SessionPages<Row> {
  readonly #fetch: (cursor: string | undefined) => Promise<Fetched<Row>>;
  readonly #changed: () => void;
  readonly #pages: Page<Row>[] = [];
  readonly #loading = new Set<string | undefined>();
  #next: string | null | undefined = undefined;
  #error: unknown;

  /** `changed` is called when rows came or went. */
  constructor(fetch: (cursor: string | undefined) => Promise<Fetched<Row>>, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** Rows that are known so far. */
  get count(): number {
    const last = this.#pages.at(-1);
    return last ? last.start + last.count : 0;
  }

  get isWhole(): boolean {
    return this.#next === null;
  }

  get isLoading(): boolean {
    return this.#loading.size > 0;
  }

  /** Why the last page did not come. */
  get error(): unknown {
    return this.#error;
  }

  /** Undefined: not there at the moment; it is fetched by `look`. */
  rowAt(index: number): Row | undefined {
    const page = this.#pageOf(index);
    return page?.rows?.[index - page.start];
  }

  /** Rows first to last are looked at: fetches those that were let go, and more when the end is near. */
  look(first: number, last: number): void {
    const [from, to] = [this.#pageNumber(first), this.#pageNumber(last)];
    for (const page of this.#pages.slice(from, to + 1)) if (!page.rows) void this.#again(page);
    for (const [number, page] of this.#pages.entries())
      if (number < from - mostHeld / 2 || number > to + mostHeld / 2) page.rows = undefined;
    if (!this.isWhole && this.#error === undefined && last >= this.count - 1 - (last - first)) void this.#more();
  }

  /** After an error. */
  retry(): void {
    this.#error = undefined;
    void this.#more();
  }

  async #more(): Promise<void> {
    const cursor = this.#next ?? undefined;
    const fetched = await this.#get(cursor);
    if (!fetched) return;
    this.#pages.push({ cursor, start: this.count, count: fetched.rows.length, rows: fetched.rows });
    this.#next = fetched.next;
    this.#changed();
  }

  /** What came since would move all others: a page that comes back has at most the rows that it had. */
  async #again(page: Page<Row>): Promise<void> {
    const fetched = await this.#get(page.cursor);
    if (!fetched) return;
    page.rows = fetched.rows.slice(0, page.count);
    this.#changed();
  }

  async #get(cursor: string | undefined): Promise<Fetched<Row> | undefined> {
    if (this.#loading.has(cursor)) return undefined;
    this.#loading.add(cursor);
    try {
      return await this.#fetch(cursor);
    } catch (error) {
      this.#error = error;
      return undefined;
    } finally {
      this.#loading.delete(cursor);
      if (this.#error !== undefined) this.#changed();
    }
  }

  #pageOf(index: number): Page<Row> | undefined {
    const page = this.#pages[this.#pageNumber(index)];
    return page && index < page.start + page.count ? page : undefined;
  }

  /** The last page that begins at the row or before. */
  #pageNumber(index: number): number {
    let [low, high] = [0, this.#pages.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pages[middle]?.start ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
