/** An instant in the reader's zone, with UTC where the mouse rests. */
import { type Style, timeText } from "./time-text.ts";

export function Time({
  at,
  style = "full",
}: {
  readonly at: string | number | null | undefined;
  readonly style?: Style;
}) {
  const text = timeText(at, style);
  if (text === "") return <span class="faint">–</span>;
  const utc = new Date(at as string | number).toISOString();
  return (
    <time dateTime={utc} title={`${utc.slice(0, 10)} ${utc.slice(11, 23)} UTC`}>
      {text}
    </time>
  );
}
