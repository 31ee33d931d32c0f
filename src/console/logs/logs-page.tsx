/** Logs: what is written now, the files, how much each service says, and logs of other servers that are brought here. */
import { query, withQuery } from "../address.ts";
import { Heading } from "../parts/heading.tsx";
import { t } from "../text/t.ts";
import { BroughtLogs } from "./brought-logs.tsx";
import { LogFiles } from "./log-files.tsx";
import { LogLevels } from "./log-levels.tsx";
import { LogTail } from "./log-tail.tsx";

const views = { tail: LogTail, files: LogFiles, levels: LogLevels, brought: BroughtLogs } as const;
type View = keyof typeof views;

const viewNamed = (name: string | null): View => (name !== null && name in views ? (name as View) : "tail");

export function LogsPage() {
  const view = viewNamed(query.value.get("view"));
  const Shown = views[view];
  return (
    <>
      <Heading title={t("logs.title")} />
      <nav class="tabs" aria-label={t("logs.title")}>
        {(Object.keys(views) as View[]).map((one) => (
          <a class="button" href={withQuery({ view: one }, "/logs")} aria-current={one === view ? "page" : undefined}>
            {t(`logs.${one}`)}
          </a>
        ))}
      </nav>
      <Shown />
    </>
  );
}
