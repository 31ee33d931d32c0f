/** Stands in until the generated one lands. */
import type * as D from "./documents.ts";
export const routes = {
  login: "POST /api/login", logout: "POST /api/logout", me: "GET /api/me",
  why: "GET /api/why", explain: "POST /api/explain",
  "session-list": "GET /api/sessions", "session-show": "GET /api/sessions/{id}", "session-live": "GET /api/live/sessions",
  "log-files": "GET /api/log/files", "log-tail": "GET /api/log/tail", "log-levels": "PUT /api/log/levels",
  "log-upload": "POST /api/logs", "log-uploads": "GET /api/logs", "log-upload-remove": "DELETE /api/logs/{id}", "log-upload-read": "GET /api/logs/{id}/read",
  "blocks-list": "GET /api/blocks", "blocks-add": "POST /api/blocks", "blocks-remove": "DELETE /api/blocks/{blocked}", "block-story": "GET /api/blocks/{blocked}",
  "setting-list": "GET /api/settings", "set-setting": "PUT /api/settings/{name}", "journal-list": "GET /api/journal",
  "token-list": "GET /api/tokens", "token-add": "POST /api/tokens", "token-remove": "DELETE /api/tokens/{id}",
  "second-factor-start": "POST /api/second-factor", "second-factor-confirm": "PUT /api/second-factor", "second-factor-remove": "DELETE /api/second-factor",
} as const;
interface Outputs {
  login: D.Me | { codeNeeded: true }; logout: unknown; me: D.Me; why: D.WhyDocument; explain: D.ExplainDocument;
  "session-list": { sessions: readonly D.SessionRow[]; next: string | null }; "session-show": D.SessionDocument; "session-live": never;
  "log-files": { files: readonly D.LogFile[] }; "log-tail": never; "log-levels": { levels: readonly D.ServiceLevel[] };
  "log-upload": D.DroppedLog; "log-uploads": { logs: readonly D.DroppedLog[] }; "log-upload-remove": unknown; "log-upload-read": never;
  "blocks-list": readonly D.Block[]; "blocks-add": D.Block; "blocks-remove": unknown; "block-story": D.BlockStory;
  "setting-list": { settings: readonly D.Setting[] }; "set-setting": unknown; "journal-list": { entries: readonly D.JournalEntry[]; next: string | null };
  "token-list": { tokens: readonly D.Token[] }; "token-add": { token: string }; "token-remove": unknown;
  "second-factor-start": { secret: string; uri: string }; "second-factor-confirm": unknown; "second-factor-remove": unknown;
}
export type Output<Id extends keyof typeof routes> = Outputs[Id];
export type Input<Id extends keyof typeof routes> = Id extends string ? Readonly<Record<string, unknown>> : never;
