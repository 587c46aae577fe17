/** Display names in the scripts and shapes that a real tenant may hold. */
export const foreignNames: readonly string[] = [
  'Société Générale d’Électricité',
  'Škoda Přerov a.s.',
  'Łódź Żegluga Śródlądowa',
  'Øresund Færge & Ålborg Smørrebrød',
  'Türkiye İş Ortaklığı',
  'Công ty Cổ phần Điện Thoại Đà Nẵng',
  'Общество «Северный ветер»',
  'Українська Хмара',
  'Ελληνική Ναυτιλία Α.Ε.',
  'شركة النور للتجارة',
  'חברת הים התיכון בע״מ',
  '北京星辰科技有限公司',
  '株式会社さくら製作所',
  '주식회사 한빛소프트',
  'भारत सूचना प्रौद्योगिकी',
  'บริษัท ช้างเผือก จำกัด',
  '🚀 Rocket Labs 👩‍👩‍👧‍👦',
  'Cafe\u0301 Zoe\u0308 (decomposed)',
  'The Extraordinarily Long-Winded Consolidated Association of Municipal Waterworks, Regional Electricity Cooperatives, Independent Librarians and Retired Lighthouse Keepers of the Northern Provinces and of the Islands to Their West, South and East Inc.',
];

/** Display names that try to be something else where they are shown. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<script>document.title="owned"</script>',
  '[click me](command:workbench.action.quit)',
  '$(warning) $(sync~spin) Billing',
  '"quoted" \'twice\' `thrice`',
  '# Heading\n\n**bold** and a second line',
  'Acme\u202Etxt.exe',
  '../../../etc/passwd',
  '${env:HOME} %PATH% {0}',
  '   ',
];
