/** One's own account: a second factor, and tokens for programs. */
import { fetchMe, me } from "../me.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Heading } from "../parts/heading.tsx";
import { t, word } from "../text/t.ts";
import { SecondFactor } from "./second-factor.tsx";
import { Tokens } from "./tokens.tsx";

export function AccountPage() {
  const who = me.value;
  if (!who) return null;
  return (
    <>
      <Heading title={t("account")} />
      <section class="card account">
        <p>
          <strong>
            <Foreign text={who.fullName || who.address} most={320} />
          </strong>{" "}
          <span class="faint">{word("role", who.role)}</span>
        </p>
        <ul>
          {who.addresses.map((address) => (
            <li>
              <Foreign text={address} most={320} />
            </li>
          ))}
        </ul>
      </section>
      <SecondFactor inUse={who.secondFactor} changed={() => void fetchMe()} />
      <Tokens />
    </>
  );
}
