/** What alerts of TLS mean, in OpenSSL's words. */
const distrust = /alert (?:unknown ca|bad certificate|(?:unsupported |unknown )?certificate)/i;

/** The alert of a peer who does not trust our certificate (RFC 8446 §6.2); undefined where there is none in the text. */
export const distrustIn = (text: string): string | undefined => distrust.exec(text)?.[0];
