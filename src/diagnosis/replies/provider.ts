/** The seam for what one provider or filter service says: by which marks it is known, and what its replies mean. */
import type { CauseId } from "../causes.ts";

export interface ProviderReply {
  readonly cause: CauseId;
  /** Basic or enhanced codes, one of which must be there. Absent: any. */
  readonly codes?: readonly string[];
  /** Its words, as `wording.ts` leaves them. */
  readonly text: RegExp;
  /** Others say the same and mean something else: counts only where this provider is known to speak. */
  readonly own?: true;
  readonly note?: string;
  /** Where it is documented, if not on the provider's page. */
  readonly source?: string;
  /** `stage: reply`, as documented or seen. Addresses replaced. */
  readonly samples: readonly string[];
}

/** Within a provider the first reply that fits speaks. */
export interface Provider {
  readonly name: string;
  /** Its mail hosts are these or end in them. */
  readonly hosts: readonly string[];
  /** Words of a reply that nobody else says. */
  readonly mark?: RegExp;
  /** The page on which its replies are explained. */
  readonly source: string;
  readonly replies: readonly ProviderReply[];
}

/** Declares a provider; its file has its name. */
export const defineProvider = (provider: Provider): Provider => provider;
