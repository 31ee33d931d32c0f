/** The accounts of a data folder, for questions: opened when one needs them, to read. */
import { existsSync } from "node:fs";
import type { AccountStore } from "../accounts/store.ts";
import type { Database } from "../base/database.ts";
import type { Residents } from "../diagnosis/residents.ts";
import { withoutTag } from "../mail/address.ts";
import { nameFit } from "../mail/named.ts";
import { paths } from "./paths.ts";

export function residentsOf(data: string): Residents {
  const path = paths(data).state;
  const asked = async <T>(ask: (store: AccountStore, key: typeof import("../accounts/name.ts").addressKey) => T) => {
    if (!existsSync(path)) return undefined;
    const [{ isDatabaseError, openToRead }, { openAccounts }, { addressKey }] = await Promise.all([
      import("../base/database.ts"),
      import("../accounts/store.ts"),
      import("../accounts/name.ts"),
    ]);
    let database: Database | undefined;
    try {
      database = openToRead(path);
      const store = openAccounts(database, () => 0);
      return ask(store, addressKey);
    } catch (error) {
      // Whoever may read the log need not be allowed to read accounts, nor are they as this version has them: then nothing is known of them.
      if (isDatabaseError(error)) return undefined;
      throw error;
    } finally {
      database?.close();
    }
  };
  return {
    has: (address) =>
      asked((store, keyOf) => {
        const [exact, plain] = [store.lookUp(keyOf(address)), store.lookUp(keyOf(withoutTag(address)))];
        if (exact?.domain.kind !== "local") return undefined;
        const isName = [exact, plain].some((entry) => entry?.account !== undefined || entry?.targets !== undefined);
        return isName || exact.domain.catchAll !== null;
      }),
    named: async (name) =>
      (await asked((store) =>
        store
          .domains()
          .flatMap((domain) => store.accounts(domain.name))
          .filter(({ fullName, written }) => isCalled(name, fullName) || nameFit(name, written) === "person")
          .map(({ written }) => written),
      )) ?? [],
  };
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Is all that was said part of the name? "Mario" is Mario Bianchi, and so is "Bianchi Mario". */
function isCalled(said: string, fullName: string): boolean {
  const [words, own] = [wordsOf(said), wordsOf(fullName)];
  return words.length > 0 && words.every((word) => own.includes(word));
}
