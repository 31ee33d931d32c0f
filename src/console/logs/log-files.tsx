/** The files of our own log. */
import { useAsked } from "../parts/asked.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { bytesText } from "../parts/time-text.ts";
import { requestOf } from "../request.ts";
import { routes } from "../routes.gen.ts";
import { t, word } from "../text/t.ts";

export function LogFiles() {
  const { answer, problem, waiting, again } = useAsked("log-files", {});
  if (problem) return <Failed problem={problem} again={again} />;
  if (!answer) return waiting ? <Loading /> : null;
  if (answer.length === 0) return <Empty title={t("files.none")} />;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t("files.name")}</th>
          <th scope="col">{t("sessions.service")}</th>
          <th scope="col">{t("files.size")}</th>
          <th scope="col">{t("files.changed")}</th>
        </tr>
      </thead>
      <tbody>
        {answer.map(({ name, service, bytes, changedAt }) => (
          <tr>
            <th scope="row">
              <a href={requestOf(routes["log-file"], { name }).url} download={name}>
                <code>
                  <Foreign text={name} most={200} />
                </code>
              </a>
            </th>
            <td data-label={t("sessions.service")}>{word("service", service)}</td>
            <td data-label={t("files.size")}>{bytesText(bytes)}</td>
            <td data-label={t("files.changed")}>
              <Time at={changedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
