/** Replies of Spectrum (Charter, Time Warner, Road Runner), and what they mean. */
import { defineProvider } from "../provider.ts";

export const spectrum = defineProvider({
  name: "Spectrum (Charter, Time Warner, Road Runner)",
  hosts: ["charter.net", "twc.com", "rr.com", "spectrum.net"],
  mark: /\bspectrum\.net|\bcharter\.net/i,
  source: "https://www.spectrum.net/support/internet/understanding-email-error-codes",
  replies: [
    {
      cause: "greeting.reputation",
      codes: ["5", "421"],
      text: /AUP#I(?:n)?-(?:1010|1020|1310|1370)\b/,
      note: "the address, or the sender, is blocked for what came from it",
      samples: [
        "mail: 550 5.1.0 <a@other.example> sender rejected. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1310",
        "connect: 421 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1370",
        "connect: 554 impin004.msg.chrl.nc.charter.net cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1020",
      ],
    },
    {
      cause: "connect.too-many",
      text: /AUP#I(?:n)?-1340\b/,
      samples: [
        "connect: 421 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1340",
      ],
    },
  ],
});
