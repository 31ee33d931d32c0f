/** Focus that would be lost, as what had it is gone or was disabled for a while: it goes to what stands there now, so that the keyboard goes on from there. */

/** Nothing that a second Enter would destroy by mistake. */
const usable = "a[href], button:enabled:not(.danger), input:enabled, select:enabled, textarea:enabled, summary";

/** Where a node was taken out: the first that can be used behind it, else the last before it. */
function besides({ target, previousSibling }: MutationRecord): HTMLElement | undefined {
  if (!(target instanceof Element) || !target.isConnected) return undefined;
  const there = [...target.querySelectorAll<HTMLElement>(usable)];
  const isBehind = (one: Node) =>
    !previousSibling?.isConnected ||
    (previousSibling.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return there.find((one) => isBehind(one) && !previousSibling?.contains(one)) ?? there.at(-1);
}

export function keepFocus(): void {
  let last: HTMLElement | undefined;
  addEventListener("focusin", ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
  });
  // Whoever clicks beside everything wants no focus.
  const forget = () => {
    last = undefined;
  };
  addEventListener("pointerdown", forget, { capture: true });
  const mend = (records: readonly MutationRecord[]) => {
    const lost = document.activeElement === document.body ? last : undefined;
    if (lost?.isConnected && lost.matches(":enabled")) lost.focus({ preventScroll: true });
    const taken = records.findLast(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost ?? null)));
    if (lost && taken) (besides(taken) ?? document.querySelector("h1"))?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}
