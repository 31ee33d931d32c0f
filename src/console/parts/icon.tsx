/** The page's own small pictures, drawn by strokes. They only go beside words. */

const paths = {
  warning: "M12 3 2 20h20L12 3zm0 6v5m0 3v.5",
  check: "m4 12 5 5L20 6",
  cross: "M5 5l14 14M19 5 5 19",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3 2",
  question: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zm0 9h8",
  inbound: "M20 4 8 16m0-8v8h8M4 20h16",
  outbound: "M6 16 18 4m-8 0h8v8M4 20h16",
  queue: "M4 6h16M4 12h16M4 18h10",
  mailbox: "M3 6h18v12H3zm0 0 9 7 9-7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm5 12 5 5",
  back: "M15 5l-7 7 7 7",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 4-6 8-6s8 2 8 6",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
