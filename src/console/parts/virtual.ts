/** The rows of a long list that can be seen. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { useEffect, useReducer, useState } from "preact/hooks";

export interface Seen {
  readonly first: number;
  readonly last: number;
  /** Heights of what stands above and below, in pixels. */
  readonly above: number;
  readonly below: number;
}

/** Rows of one height; `scroller` is what they scroll in. */
export function useSeen(scroller: HTMLElement | null, count: number, rowHeight: number): Seen {
  const [, redraw] = useReducer((round: number) => round + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(0 as never),
  };
  const [virtual] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtual.setOptions(options);
  useEffect(() => virtual._didMount(), [virtual]);
  useEffect(() => {
    virtual._willUpdate();
    virtual.measure();
  }, [virtual, scroller, rowHeight]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  return { first, last, above: first * rowHeight, below: Math.max(0, (count - 1 - last) * rowHeight) };
}
