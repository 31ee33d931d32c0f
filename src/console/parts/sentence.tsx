/** A sentence of the server: its instants become times of the reader's zone. */
import { Foreign } from "./foreign.tsx";
import { Time } from "./time.tsx";

const instant = /\b(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))/;

/** Longer texts are no sentences. */
const longest = 20_000;

export function Sentence({ text, most }: { readonly text: string; readonly most?: number }) {
  const cut = most === undefined ? {} : { most };
  if (text.length > longest) return <Foreign text={text} {...cut} />;
  // A split by a group gives texts and instants in turn.
  return (
    <>
      {text
        .split(instant)
        .map((part, index) => (index % 2 === 1 ? <Time at={part} /> : part !== "" && <Foreign text={part} {...cut} />))}
    </>
  );
}
