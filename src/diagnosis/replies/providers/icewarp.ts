/** Replies of IceWarp and Merak, by the vendor's own table of them and by what other servers' lists of bounces quote. */
import { defineProvider } from "../provider.ts";

export const icewarp = defineProvider({
  name: "IceWarp",
  hosts: [],
  source:
    "https://docs.icewarp.com/Content/IceWarp-Server/Administration-Nodes/Status/Logs/Interpretation%20of%205xx%20Errors%20in%20Icewarp%20SMTP.htm",
  replies: [
    {
      cause: "greeting.no-ptr",
      codes: ["501 5.7.1"],
      text: /^permission denied\.?$/i,
      note: "the address has no name in DNS; of a user who logged in: he may not send as that sender",
      samples: ["mail: 501 5.7.1 Permission denied"],
    },
    {
      cause: "session.protocol-error",
      codes: ["501 5.5.2"],
      text: /^unbalanced\b/i,
      samples: ["mail: 501 5.5.2 Unbalanced"],
    },
    {
      cause: "eod.content-rule",
      text: /message cannot be accepted, content filter rejection/i,
      samples: ["eod: 554 5.7.1 Message cannot be accepted, content filter rejection"],
    },
  ],
});
