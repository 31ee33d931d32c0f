/** How a domain is shown to people. */
import type { DomainView } from "../api/account-view.ts";
import { sheet } from "./table.ts";

export const kindText = {
  local: "mailboxes are here",
  relay: "relayed to its own server",
  backup: "kept for its own server",
};

export const domainText = (view: DomainView): string =>
  sheet({
    domain: view.name,
    "written as": view.written === view.name ? undefined : view.written,
    kind: `${view.kind}: ${kindText[view.kind]}`,
    state: view.suspended ? "suspended: mail is refused for now, nobody logs in" : undefined,
    "catch-all": view.catchAll ?? undefined,
    accounts: String(view.accounts),
    aliases: String(view.aliases),
    changed: view.changedAt,
  });
