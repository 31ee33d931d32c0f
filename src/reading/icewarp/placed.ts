/** The sessions of an IceWarp log as the skimmer sees them: where their lines stand, and by what words they may be asked for. */
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Source } from "../../events/event.ts";
import { PlacedDialogue } from "../dialogue.ts";
import type { SkimContext } from "../format.ts";
import type { Line } from "../line.ts";
import type { Places } from "../places.ts";
import { wordOf } from "../words.ts";
import { summaryLine } from "./lines.ts";
import type { LinesToSessions, Spot } from "./sessions.ts";
import { disconnects, goesOn, type Key, OpenThreads, opening, type Threaded } from "./threads.ts";
import { accountIn } from "./visit.ts";

export class PlacedIcewarp extends PlacedDialogue implements Threaded {
  name = "";
  thread = "";
  connected = false;
  closed = false;
  /** Which direction bears replies; undefined where no line has told yet. */
  role: "server" | "client" | undefined;
  /** Something was said. */
  spoken = false;

  /** Who greets is the server. */
  greetedBy(): void {
    if (!this.spoken && this.role === "server") this.role = "client";
  }
}

const code = /^([2-5]\d\d)(?:[ -]|$)/;
const content = /^\d+ bytes \(overall data transfer speed=\d* ?B\/s\)/;
export class PlacedIcewarps implements LinesToSessions<PlacedIcewarp> {
  readonly #context: SkimContext;
  readonly #places: Places;
  readonly #open = new OpenThreads<PlacedIcewarp>();
  readonly #spare: PlacedIcewarp[] = [];
  /** Called when a session has ended, before it is used for another. */
  readonly #onEnd: (session: PlacedIcewarp) => void;
  #last: PlacedIcewarp | undefined;
  /** When the last line of a session was written. */
  at = Number.NaN;

  constructor(context: SkimContext, places: Places, onEnd: (session: PlacedIcewarp) => void) {
    this.#context = context;
    this.#places = places;
    this.#onEnd = onEnd;
  }

  read(line: Line, { stamp }: Spot, key: Key, whole: string): PlacedIcewarp {
    const { text, client, connects } = opening(whole);
    this.at = stamp.at;
    const session = this.of(line, key, client, connects);
    session.word(wordOf(normaliseIp(key.address) ?? key.address));
    if (!connects) this.rest(session, text, key.service === "smtp");
    return session;
  }

  /** The session of a line, which is begun where there is none. */
  of(line: Line, key: Key, client: boolean, connects: boolean): PlacedIcewarp {
    let session = this.#open.of(key, client);
    if (session && !goesOn(session, key, client, connects)) {
      this.end(session, "replaced");
      session = undefined;
    }
    session ??= this.#begin(line, key, client);
    if (connects) {
      session.connected = true;
      session.role ??= "server";
    }
    this.touch(session, line.number);
    return session;
  }

  #begin(line: Line, key: Key, client: boolean): PlacedIcewarp {
    const session = this.#spare.pop() ?? new PlacedIcewarp();
    this.#context.begins(session, this.at, key.service, line);
    session.connected = false;
    session.closed = false;
    session.spoken = false;
    session.role = client ? "client" : undefined;
    session.name = key.name;
    session.thread = key.threadName;
    const oldest = this.#open.add(session);
    if (oldest) this.end(oldest, "forgotten");
    return session;
  }

  /** Notes a line of a session. */
  touch(session: PlacedIcewarp, number: number): void {
    if (session !== this.#last) {
      this.#leave();
      this.#last = session;
    }
    session.line(this.#places.linesBefore + number);
  }

  /** A closed session is kept while lines may go on with its last one: those make a session of their own, as what came after. */
  #leave(): void {
    const last = this.#last;
    if (!last?.closed) return;
    if (last.after) this.#places.close(last, "told");
    this.#spare.push(last);
  }

  note(session: PlacedIcewarp, { line }: Source): void {
    if (session.closed && !session.after) {
      session.after = true;
      session.from = this.at;
    }
    session.line(this.#places.linesBefore + line);
  }

  end(session: PlacedIcewarp, how: "told" | "replaced" | "forgotten"): void {
    this.#open.end(session);
    this.#onEnd(session);
    session.closed = true;
    this.#places.close(session, how);
    if (session !== this.#last) this.#spare.push(session);
  }

  endUnseen(): void {
    for (const session of [...this.#open.values()]) this.end(session, "told");
  }

  *openNow(): Generator<PlacedIcewarp> {
    yield* this.#open.values();
    if (this.#last?.closed && this.#last.after) yield this.#last;
  }

  close(_emit: Emit): void {
    this.endUnseen();
    this.#leave();
    this.#last = undefined;
  }

  rest(session: PlacedIcewarp, text: string, isSmtp: boolean): void {
    if (disconnects(text)) this.end(session, "told");
    else this.text(session, text, isSmtp);
  }

  /** What a text says of its session: the slow way, which knows every form. */
  text(session: PlacedIcewarp, text: string, isSmtp: boolean): void {
    const mark = text.slice(0, 4);
    const isSaid = mark === "<<< " || mark === ">>> ";
    if (isSmtp && isSaid) this.#said(session, mark === ">>> ", text.slice(4));
    else if (isSaid) session.address(mark === "<<< " ? accountIn(text.slice(4)) : undefined);
    else if (text.startsWith("*** ")) this.#summary(session, text);
  }

  #said(session: PlacedIcewarp, ours: boolean, said: string): void {
    if (content.test(said)) {
      session.hasContent = true;
      return;
    }
    const [, told] = code.exec(said) ?? [];
    if (told && !ours) session.greetedBy();
    session.spoken = true;
    if (told) session.role ??= ours ? "server" : "client";
    if (told && (session.role === "server") === ours) return session.replyText(Number(told), said[3] !== "-", said);
    const [verb = "", ...argument] = said.split(" ");
    session.commandText(verb, argument.join(" "));
  }

  #summary(session: PlacedIcewarp, text: string): void {
    session.hasContent = true;
    const found = summaryLine(text);
    if (found?.kind === "transaction.ended") session.summary(found);
  }
}
