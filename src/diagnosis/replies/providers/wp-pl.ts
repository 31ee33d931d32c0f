/** Replies of Wirtualna Polska (wp.pl, o2.pl), in Polish and English at once, and what they mean. */
import { defineProvider } from "../provider.ts";

export const wpPl = defineProvider({
  name: "Wirtualna Polska",
  hosts: ["wp.pl", "o2.pl", "tlen.pl"],
  mark: /poczta\.(?:wp|o2)\.pl/i,
  source: "https://pomoc.wp.pl/",
  replies: [
    {
      cause: "eod.spam",
      text: /nie przyjmiemy tej wiadomosci poniewaz jest to spam|can't accept this message because it is spam/i,
      source: "https://pastebin.com/iSTpMQe0",
      samples: [
        "eod: 554 (#5.3.0) Nie przyjmiemy tej wiadomosci poniewaz jest to spam - zobacz strone: http://poczta.wp.pl/info-antyspam-polityka.html / We can't accept this message because it is spam - see: http://poczta.wp.pl/info-antyspam-policy.html [127]",
      ],
    },
    {
      cause: "mail.spf",
      text: /blad spf|spf error/i,
      own: true,
      source: "https://pastebin.com/nQSrLt48",
      samples: [
        "mail: 550 BLAD SPF - zobacz strone / SPF Error: Please see http://spf.pobox.com/why.html?sender=a%40wp.pl&ip=192.0.2.9&receiver=smtp.wp.pl Jesli jestes uzytkownikiem poczta.wp.pl sprawdz poprawnosc autoryzacji SMTP / If you are a poczta.wp.pl user check SMTP configuration: http://poczta.wp.pl/autoryzacja/",
      ],
    },
  ],
});
