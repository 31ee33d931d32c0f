/** Where to look: this server's own records, or a log that was dropped here. */

import { inert } from "../../base/inert.ts";
import { useAsked } from "../parts/asked.ts";
import { t } from "../text/t.ts";

export function LogChoice({ value }: { readonly value: string | undefined }) {
  const { answer } = useAsked("log-upload-list", {});
  const logs = (answer ?? []).filter(({ id, read }) => read?.isLog !== false || id === value);
  return (
    <label>
      {t("ask.log")}
      <select name="log">
        <option value="">{t("ask.ownRecords")}</option>
        {value !== undefined && !logs.some(({ id }) => id === value) && (
          <option value={value} selected>
            {inert(value)}
          </option>
        )}
        {logs.map(({ id, name }) => (
          <option value={id} selected={id === value}>
            {inert(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
