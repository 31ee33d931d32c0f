/** A button that copies a text, and says that it did. */
import { useState } from "preact/hooks";
import { t } from "../text/t.ts";
import { Icon, type IconName } from "./icon.tsx";

const saidMilliseconds = 2000;

export function Copy({
  label,
  icon = "copy",
  text,
}: {
  readonly label: string;
  readonly icon?: IconName;
  readonly text: () => string;
}) {
  const [done, setDone] = useState<boolean>();
  const copy = async () => {
    const ok = await copied(text());
    setDone(ok);
    setTimeout(() => setDone(undefined), saidMilliseconds);
  };
  return (
    <button type="button" onClick={copy}>
      <Icon name={done ? "check" : icon} />
      <span aria-live="polite">{done === undefined ? label : t(done ? "copied" : "notCopied")}</span>
    </button>
  );
}

/** Over plain HTTP a browser has no clipboard for scripts but the old way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const ok = document.execCommand("copy");
    area.remove();
    return ok;
  }
}
