/** Domains at which everybody may have an address, and the hosts of those who alone take mail for them. */

/** Domains first, then by what names their hosts are known; both without what stands in front of them. */
const houses: readonly (readonly [domains: RegExp, hosts: RegExp])[] = [
  [/^(?:gmail|googlemail)\.com$/, /(?:^|\.)(?:google|googlemail|gmail)\.com$/],
  [
    /^(?:(?:hotmail|outlook|live|msn|windowslive|passport)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2}))$/,
    /(?:^|\.)(?:outlook|hotmail|live|msn|microsoft|office365|exchangelabs)\.com$/,
  ],
  [
    /^(?:(?:yahoo|ymail|rocketmail|aol|aim)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})|verizon\.net|netscape\.net)$/,
    /(?:^|\.)(?:yahoo|yahoodns|aol|verizon|oath)\.(?:com|net|co\.[a-z]{2})$/,
  ],
  [/^(?:icloud|me|mac)\.com$/, /(?:^|\.)(?:icloud|apple|me|mac)\.com$/],
  [
    /^(?:gmx\.(?:de|net|at|ch|com|fr|es|co\.uk)|web\.de|mail\.com|email\.com)$/,
    /(?:^|\.)(?:gmx|web|mail|kundenserver|1and1|ionos|ui-portal)\.(?:de|net|com)$/,
  ],
  [/^(?:t-online|magenta)\.de$/, /(?:^|\.)(?:t-online|telekom|t-systems|t-ipnet)\.(?:de|com)$/],
  [/^freenet\.de$/, /(?:^|\.)(?:freenet|mobilcom)\.(?:de|ag)$/],
  [
    /^(?:libero|inwind|iol|blu|giallo|virgilio|alice|tin|tim)\.it$/,
    /(?:^|\.)(?:libero|italiaonline|iol|virgilio|alice|tin|tim|telecomitalia|aliceposta)\.it$/,
  ],
  [/^tiscali\.it$/, /(?:^|\.)tiscali\.(?:it|com)$/],
  [/^(?:orange|wanadoo)\.fr$/, /(?:^|\.)(?:orange|wanadoo|francetelecom)\.(?:fr|com)$/],
  [/^(?:free|aliceadsl)\.fr$/, /(?:^|\.)(?:free|proxad)\.(?:fr|net)$/],
  [/^(?:sfr|neuf|cegetel)\.(?:fr|net)$/, /(?:^|\.)(?:sfr|neuf|cegetel)\.(?:fr|net)$/],
  [/^laposte\.net$/, /(?:^|\.)laposte\.(?:net|fr)$/],
  [/^(?:mail|list|bk|inbox)\.ru$/, /(?:^|\.)(?:mail|vk|vk-mail)\.(?:ru|com)$/],
  [/^(?:yandex\.(?:ru|com|ua|by|kz)|ya\.ru)$/, /(?:^|\.)yandex\.(?:ru|net|com)$/],
  [/^(?:qq|foxmail)\.com$/, /(?:^|\.)(?:qq|tencent)\.com$/],
  [/^(?:163|126|yeah)\.(?:com|net)$/, /(?:^|\.)(?:163|126|netease|yeah)\.(?:com|net)$/],
  [/^(?:interia|poczta)\.(?:pl|eu|fm)$/, /(?:^|\.)(?:interia|poczta)\.(?:pl|eu|fm)$/],
  [/^(?:wp|o2|tlen)\.pl$/, /(?:^|\.)(?:wp|o2|tlen|grupawp)\.pl$/],
  [/^(?:seznam|email|post)\.cz$/, /(?:^|\.)(?:seznam|email)\.cz$/],
  [
    /^(?:comcast|cox|att|sbcglobal|bellsouth|earthlink|charter)\.net$/,
    /(?:^|\.)(?:comcast|cox|att|sbcglobal|bellsouth|earthlink|charter|yahoo|yahoodns|prodigy|vadesecure|cloudfilter)\.(?:net|com)$/,
  ],
  [/^(?:uol|bol|terra)\.com\.br$/, /(?:^|\.)(?:uol|bol|terra|uolinc)\.(?:com\.br|com)$/],
];

/** May everybody have an address there? */
export const isPublicDomain = (domain: string): boolean =>
  houses.some(([domains]) => domains.test(domain.toLowerCase()));

/** Is the domain one of a public provider, and the host none of his? Names in lower case. */
export function isForeignTo(host: string, domain: string): boolean {
  const house = houses.find(([domains]) => domains.test(domain));
  return house !== undefined && !house[1].test(host);
}
