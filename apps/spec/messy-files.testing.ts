/**
 * What a careful person expects of each of the messy lead lists: created, updated, unchanged, refused and blank rows; the rows that are refused, with
 * the column and the reason; and the leads: name, phone, email, company, status, source, remark. A number that nobody can dial stands in the remark.
 */
export const messyLeads: Readonly<
  Record<string, { readonly went: string; readonly problems?: readonly string[]; readonly leads: readonly string[] }>
> = {
  '01-facebook-leads-standard.csv': {
    went: '5 0 0 0 0',
    leads: [
      'John Doe |  | john.doe@gmail.com |  | new | fb | 手机: +1 555-0100',
      'Jane Smith |  | jane.smith@yahoo.com |  | new | fb | 手机: 555-0101',
      'Carlos Mendez | +525512345678 | carlos.m@outlook.com |  | new | fb | ',
      'Ananya Patel |  | ananya.p@gmail.com |  | new | fb | 手机: 9876543210',
      'Robert Chen |  | robert.chen@company.com |  | new | fb | 手机: 555-0104',
    ],
  },
  '02-facebook-leads-messy-headers.csv': {
    went: '1 0 0 2 0',
    problems: ['2 /phone record.validation', '3 /phone record.validation'],
    leads: ['John Doe |  | john@example.com |  | new |  | 手机: 5550100'],
  },
  '03-google-ads-leads.csv': {
    went: '2 0 0 1 0',
    problems: ['3 /name field.required'],
    leads: [
      'alex.turner@email.com |  | alex.turner@email.com |  | new |  | 手机: +44 7700 900123',
      'sophie.martin@free.fr |  | sophie.martin@free.fr |  | new |  | 手机: 06 12 34 56 78',
    ],
  },
  '04-google-ads-export-utf8.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Müller Hans | +493012345678 | hans.muller@web.de |  | new |  | ',
      'María García | +34612345678 | maria.garcia@email.es |  | contacted |  | ',
      '田中太郎 | +819012345678 | tanaka@example.jp |  | qualified |  | ',
    ],
  },
  '05-excel-export.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Alice Johnson |  | alice.j@corp.com | Acme Corp | new |  | 手机: 555-0200',
      'Bob Williams |  | bob.w@startup.io | StartupIO | new |  | 手机: 555-0201',
      'Charlie Brown |  | charlie@test.com | Test LLC | new |  | 手机: 555-0202',
    ],
  },
  '06-agency-crm-export.csv': {
    went: '4 0 0 0 0',
    leads: [
      'Rajesh Kumar | +919876501234 | rajesh.k@domain.in |  | contacted | Facebook Ads | Interested in 3BHK',
      'Sneha Reddy | +918765432109 | sneha.r@gmail.com |  | new | Google Ads | Called twice no answer',
      'Vikram Singh | +917654321098 |  |  | new | Referral | Wrong number',
      'Deepa Nair | +916543210987 | deepa.n@outlook.com |  | qualified | Facebook Ads | Booked unit A-1204',
    ],
  },
  '07-real-estate-crm.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Aisha Khan | +919988776655 | aisha.k@email.com |  | new | meridian_tower | ',
      'Vikram Desai | +919988776654 | vikram.d@gmail.com |  | new | eden_park | ',
      'Meera Iyer | +918877665544 | meera.i@yahoo.com |  | new | sarjapur_plots | ',
    ],
  },
  '08-broken-headers-typos.csv': {
    went: '2 0 0 1 0',
    problems: ['3 /name field.required'],
    leads: [
      'John Doe |  | john@test.com | Acme Inc | new |  | 手机: 5550300',
      'Jane Smith |  | jane@test.com | Beta LLC | new |  | 手机: 5550301',
    ],
  },
  '09-duplicate-headers.csv': {
    went: '2 0 0 0 0',
    leads: [
      'John Doe |  | john@dup.com |  | new |  | VIP client / 邮箱: john.d@alt.com / 手机: 5550400',
      'Jane Smith |  | jane@dup.com |  | new |  | Follow up Monday / 邮箱: jane.s@work.com / 手机: 5550401',
    ],
  },
  '10-mixed-date-formats.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Alice Brown |  | alice@dates.com |  | new |  | 手机: 5550500',
      'Bob Green |  | bob@dates.com |  | new |  | 手机: 5550501',
      'Carol White |  | carol@dates.com |  | new |  | 手机: 5550502',
    ],
  },
  '11-international-names.csv': {
    went: '4 0 0 0 0',
    leads: [
      'Nguyễn Văn An | +84912345678 | an.nguyen@email.vn |  | new |  | ',
      'François Müller | +33612345678 | francois@email.fr |  | new |  | ',
      'Алексей Иванов | +79161234567 | alexey@mail.ru |  | new |  | ',
      'Mohammed Al-Rashid | +971501234567 | m.alrashid@email.ae |  | new |  | ',
    ],
  },
  '12-unicode-emoji.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Sarah ✨ |  | sarah@emoji.com |  | new |  | Loves 🏠 properties / 手机: 5550600 / 等级: ⭐⭐⭐⭐⭐',
      'Mike 🚀 |  | mike@emoji.com |  | new |  | Interested in 📍 downtown / 手机: 5550601 / 等级: ⭐⭐⭐',
      'Lisa 💼 |  | lisa@emoji.com |  | new |  | CFO at 🏢 TechCorp / 手机: 5550602 / 等级: ⭐⭐⭐⭐',
    ],
  },
  '13-mixed-languages.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Juan García | +34612345678 | juan@email.es | Empresa SA | new |  | Interesado en apartamento',
      'Marie Dubois |  | marie@email.fr | Société FR | new |  | Recherche maison / 手机: 06 12 34 56 78',
      'Hans Schmidt | +491701234567 | hans@email.de | Firma GmbH | new |  | Wohnung gesucht',
    ],
  },
  '14-blank-rows.csv': {
    went: '2 0 0 0 4',
    leads: [
      'John Doe |  | john@blank.com | Acme | new |  | 手机: 5550700',
      'Jane Smith |  | jane@blank.com | Beta | new |  | 手机: 5550701',
    ],
  },
  '15-duplicate-rows.csv': {
    went: '3 0 2 0 0',
    leads: [
      'John Doe |  | john@dup.com |  | new | Facebook | 手机: 5550800',
      'Jane Smith |  | jane@dup.com |  | new | Google | 手机: 5550801',
      'Bob Wilson |  | bob@dup.com |  | new | Referral | 手机: 5550802',
    ],
  },
  '16-messy-formatting.csv': {
    went: '2 0 0 1 0',
    problems: ['3 /name field.required'],
    leads: [
      'John "Johnny" Doe |  | john@messy.com | Acme, Inc. | new |  | 手机: 555-0900',
      'Jane Smith |  | jane@messy.com | Beta LLC | new |  | 手机: 555-0901',
    ],
  },
  '17-formula-injection.csv': {
    went: '5 0 0 0 0',
    leads: [
      '=SUM(A1:A10) |  | normal@test.com |  | new |  | Normal row / 手机: 5551000',
      '+1234567890 |  | plus@test.com |  | new |  | Phone starts with plus / 手机: 5551001',
      '-100 |  | minus@test.com |  | new |  | Negative value / 手机: 5551002',
      '@SUM(A1) |  | at@test.com |  | new |  | At prefix / 手机: 5551003',
      'Normal User |  | normal2@test.com |  | new |  | Clean row / 手机: 5551004',
    ],
  },
  '18-international-phones.csv': {
    went: '6 0 0 0 0',
    leads: [
      'US Contact |  | us@test.com |  | new |  | 手机: +1 (555) 123-4567',
      'UK Contact |  | uk@test.com |  | new |  | 手机: +44 7700 900123',
      'India Contact | +919876543210 | in@test.com |  | new |  | ',
      'Germany Contact | +491701234567 | de@test.com |  | new |  | ',
      'Japan Contact | +819012345678 | jp@test.com |  | new |  | ',
      'Brazil Contact | +5511912345678 | br@test.com |  | new |  | ',
    ],
  },
  '19-empty-columns.csv': {
    went: '3 0 0 0 0',
    leads: [
      'John Doe |  | john@empty.com |  | new |  | 手机: 5551100',
      'Jane Smith |  | jane@empty.com |  | new |  | 手机: 5551101',
      'Bob Wilson |  | bob@empty.com |  | new |  | 手机: 5551102',
    ],
  },
  '20-tiny-two-row.csv': {
    went: '2 0 0 0 0',
    leads: ['Alice |  | alice@tiny.com |  | new |  | ', 'Bob |  | bob@tiny.com |  | new |  | '],
  },
  '21-tab-separated.csv': {
    went: '2 0 0 0 0',
    leads: [
      'Tab User One |  | tab1@test.com | TabCorp | new |  | 手机: 5551200',
      'Tab User Two |  | tab2@test.com | TabInc | new |  | 手机: 5551201',
    ],
  },
  '22-trailing-commas.csv': {
    went: '2 0 0 0 0',
    leads: [
      'John Doe |  | john@trail.com | Acme | new |  | 手机: 5551300',
      'Jane Smith |  | jane@trail.com | Beta | new |  | 手机: 5551301',
    ],
  },
  '23-quoted-fields-multiline.csv': {
    went: '2 0 0 0 0',
    leads: [
      'John Doe |  | john@quote.com |  | new |  | 手机: 5551400',
      'Jane Smith |  | jane@quote.com |  | new |  | 手机: 5551401',
    ],
  },
  '24-salesforce-style.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Thomas Anderson |  | t.anderson@matrix.com |  | new | Web | 手机: 5551500',
      'Trinity Unknown |  | trinity@matrix.com |  | contacted | Partner Referral | 手机: 5551501',
      'Morpheus Free |  | morpheus@matrix.com |  | converted | Cold Call | 手机: 5551502',
    ],
  },
  '25-hubspot-export.csv': {
    went: '3 0 0 0 0',
    leads: [
      'Emma Watson |  | emma@hub.com |  | new | ORGANIC_SEARCH | 手机: +1 555-1600',
      'Daniel Radcliffe |  | daniel@hub.com |  | new | PAID_SEARCH | 手机: +1 555-1601 / 状态: OPEN',
      'Rupert Grint |  | rupert@hub.com |  | new | SOCIAL_MEDIA | 状态: IN_PROGRESS',
    ],
  },
}

/** The same of files that went wrong elsewhere, taken as people: name, phone, birthday, company, remark. */
export const faultyFiles: Readonly<
  Record<string, { readonly went: string; readonly problems?: readonly string[]; readonly people: readonly string[] }>
> = {
  'csv-big5.csv': {
    went: '4 0 0 0 0',
    people: [
      '陳淑芬 | +8613800012011 |  |  | ',
      '林國慶 | +8613800012012 |  |  | ',
      '黃麗華與張學友 | +8613800012013 |  |  | ',
      '臺灣總經理與業務開發專員 | +8613800012014 |  |  | ',
    ],
  },
  'csv-mixed-line-ends.csv': {
    went: '4 0 0 0 0',
    people: [
      '张一 | +8613900000001 |  |  | ',
      '张二 | +8613900000002 |  |  | ',
      '张三 | +8613900000003 |  |  | ',
      '张四 | +8613900000004 |  |  | ',
    ],
  },
  'csv-phones-dates.csv': {
    went: '7 0 0 7 0',
    problems: [
      '1 /birthday field.no_day',
      '3 /birthday field.no_such_date',
      '5 /birthday field.ambiguous_date',
      '6 /birthday field.no_day',
      '8 /birthday field.no_such_date',
      '13 /birthday field.wrong_type',
      '14 /birthday field.no_such_date',
    ],
    people: [
      'b | +8613800014002 | 1990-03-07 |  | ',
      'd | +8613800014004 | 1990-03-07 |  | ',
      'g |  |  |  | 手机: ０１３８００１４００６',
      'i | +8613800014008 | 2024-02-29 |  | 手机: 13800014009',
      'j | +8613800014010 | 2024-03-05 |  | 手机: 转8001',
      'k | +861012345678 | 2024-03-05 |  | ',
      'l | +85291234567 | 1990-03-07 |  | ',
    ],
  },
  'csv-roundtrip-apostrophe.csv': { went: '1 0 0 0 0', people: ['@小美 |  |  |  | 备注一'] },
  'csv-same-phone-thrice.csv': { went: '1 0 2 0 0', people: ['同一人 | +8613800015001 |  |  | '] },
  'csv-shift-jis.csv': {
    went: '3 0 0 0 0',
    people: [
      '山田花子さん | +8613800012001 |  |  | ',
      '鈴木一郎さんです | +8613800012002 |  |  | ',
      'カタカナのなまえ | +8613800012003 |  |  | ',
    ],
  },
  'csv-unquoted-comma-shifts-columns.csv': {
    went: '1 0 0 2 0',
    problems: ['1  import.row_too_wide', '2  import.row_too_short'],
    people: ['丙三 | +8613700001003 |  |  | 北京'],
  },
  'csv-unquoted-thousands.csv': { went: '0 0 0 1 0', problems: ['1  import.row_too_wide'], people: [] },
  'csv-windows-1252.csv': {
    went: '3 0 0 0 0',
    people: [
      'Jürgen Müller | +8613800012021 |  |  | ',
      'René Dubois | +8613800012022 |  |  | ',
      'Zoë Åström | +8613800012023 |  |  | ',
    ],
  },
  'xlsx-date1904.xlsx': { went: '1 0 0 0 0', people: ['年一九零四 |  | 2024-02-29 |  | '] },
  'xlsx-percent-error-formula-merged-longid.xlsx': {
    went: '2 0 0 3 0',
    problems: ['3 /name import.cell_error', '4 /name import.formula_without_result', '5 /birthday field.no_day'],
    people: ['百分比半 | +8613800011001 | 1990-02-28 | 合并公司 | ', '百分比一二五 | +8613800011002 | 1988-02-29 | 合并公司 | '],
  },
}
