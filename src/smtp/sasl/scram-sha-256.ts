/** SCRAM-SHA-256: both sides prove that they know the password, and it is never sent (RFC 5802, RFC 7677). */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { ScramSecret } from "../../mail/login.ts";
import type { Asked, Mechanism, Step } from "../sasl.ts";

const nonceBytes = 18;
/** Without channel binding, the only kind that we offer; "y" says that the client could, had we offered it. */
const first = /^([ny]),(?:a=([^,]*))?,((?:n=([^,]*)),r=([!-+\--~]{8,200}))$/;
const final = /^(c=([^,]*),r=([^,]*)),p=([A-Za-z\d+/=]*)$/;

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** "=2C" is a comma and "=3D" an equals sign in a name (RFC 5802 §5.1). */
const nameIn = (text: string): string => text.replaceAll("=2C", ",").replaceAll("=3D", "=");

function begin(message: Buffer, { scram }: Asked): Step {
  const [, binding, authorisation, bare = "", user = "", clientNonce = ""] = first.exec(message.toString("utf8")) ?? [];
  if (binding === undefined || user === "" || !scram) return undefined;
  if (authorisation !== undefined && authorisation.toLowerCase() !== user.toLowerCase()) return undefined;
  const secret = scram(nameIn(user));
  const nonce = clientNonce + randomBytes(nonceBytes).toString("base64");
  const challenge = `r=${nonce},s=${secret.salt.toString("base64")},i=${secret.iterations}`;
  const bound = Buffer.from(`${binding},${authorisation === undefined ? "" : `a=${authorisation}`},`).toString(
    "base64",
  );
  return { challenge, next: (answer) => prove(answer, secret, { nonce, bound, said: `${bare},${challenge}` }) };
}

interface Exchange {
  readonly nonce: string;
  /** What the client must repeat as `c=`, in base64. */
  readonly bound: string;
  readonly said: string;
}

/** A wrong proof is refused as the login says; only who proved it is told our own proof, and then is in. */
function prove(message: Buffer, secret: ScramSecret, { nonce, bound, said }: Exchange): Step {
  const [, withoutProof, binding, repeated, proofText = ""] = final.exec(message.toString("utf8")) ?? [];
  if (withoutProof === undefined || binding !== bound || repeated !== nonce) return undefined;
  const authMessage = `${said},${withoutProof}`;
  const signature = hmac(secret.storedKey, authMessage);
  const proof = Buffer.from(proofText, "base64");
  const clientKey = Buffer.from(signature.map((byte, at) => byte ^ (proof[at] ?? 0)));
  const stored = createHash("sha256").update(clientKey).digest();
  const right = proof.length === signature.length && timingSafeEqual(stored, secret.storedKey);
  if (!right) return secret.wrong;
  if (secret.login.refusal) return secret.login;
  const challenge = `v=${hmac(secret.serverKey, authMessage).toString("base64")}`;
  return { challenge, next: (answer) => (answer.length === 0 ? secret.login : undefined) };
}

export const scramSha256: Mechanism = {
  start: (initial, asked) =>
    initial ? begin(initial, asked) : { challenge: "", next: (answer) => begin(answer, asked) },
};
