/** Replies of TIM, Alice and TIN, and what they mean. */
import { defineProvider } from "../provider.ts";

export const tim = defineProvider({
  name: "TIM, Alice and TIN",
  hosts: ["alice.it", "tim.it", "tin.it", "telecomitalia.it", "aliceposta.it"],
  source: "https://topcontributor.it/2017/02/problema-invio-email-da-gmail-ad-alice-per-blacklist/amp",
  replies: [
    {
      cause: "greeting.reputation",
      text: /service not available - from blacklisted ip/i,
      own: true,
      samples: ["connect: 554 Service not available - from blacklisted IP address [192.0.2.9]"],
    },
    {
      cause: "greeting.reputation",
      text: /mail not accepted from blacklisted ip address/i,
      own: true,
      samples: ["connect: 550 mail not accepted from blacklisted IP address [192.0.2.9]"],
    },
    {
      cause: "greeting.reputation",
      text: /service not available - access denied/i,
      samples: ["connect: 554 Service not available - access denied"],
    },
    {
      cause: "submission.auth-required",
      text: /server not available - access denied/i,
      own: true,
      note: "said by the outgoing server to clients from outside the network",
      samples: ["mail: 554 Server not available - access denied"],
    },
    {
      cause: "greeting.dnsbl",
      text: /client ip listed|(?:is|was) listed|listed (?:in|on|at)|blocked using/i,
      own: true,
      note: "usually expires in 48 h",
      source: "https://timbusiness.tim.it/assistenza/supporto-tecnico/mail/sicurezza-posta/blacklist",
      samples: ["connect: 550 client IP listed (TIM checks several DNS block lists)"],
    },
  ],
});
