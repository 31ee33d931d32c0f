/** What the server's answers hold, by the names that the pages have for their parts. */
import type { Output } from "./routes.gen.ts";

type Item<List> = List extends readonly (infer One)[] ? One : never;

export type Me = Output<"me">;
export type Role = Me["role"];

export type WhyDocument = Output<"why">;
export type Answer = Item<WhyDocument["answers"]>;
export type Step = Item<Answer["steps"]>;
export type Change = NonNullable<Item<Answer["beside"]>["change"]>;
export type Attempt = Item<Answer["attempts"]>;
export type EvidenceLine = Item<Answer["evidence"]>;
export type OtherMessage = Item<WhyDocument["others"]>;
export type Searched = WhyDocument["searched"];

export type ExplainDocument = Output<"explain">;

export type SessionDocument = Output<"session-show">;
export type SessionRow = SessionDocument["session"];
export type TranscriptLine = Item<SessionDocument["lines"]>;

export type Block = Output<"blocks-add">;
export type LogLevel = Item<Output<"log-level-list">["levels"]>;
export type TailEvent = Output<"log-tail">;
export type BroughtLog = Output<"log-upload">;
export type ReadEvent = Output<"log-upload-read">;
export type Setting = Item<Output<"setting-list">>;
