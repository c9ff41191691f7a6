/** A kind of file we take: its media type, the endings a name may have, and how its first bytes look. */
interface FileKind {
  readonly type: string
  readonly endings: readonly string[]
  /** Is it drawn by a browser without harm? Others are only ever downloaded. */
  readonly inline: boolean
  readonly matches: (head: Buffer) => boolean
}

const starts =
  (...bytes: readonly number[]) =>
  (head: Buffer) =>
    bytes.every((byte, index) => head[index] === byte)
const ascii =
  (text: string, at = 0) =>
  (head: Buffer) =>
    head.toString('latin1', at, at + text.length) === text
const both =
  (...tests: readonly ((head: Buffer) => boolean)[]) =>
  (head: Buffer) =>
    tests.every((test) => test(head))
const any =
  (...tests: readonly ((head: Buffer) => boolean)[]) =>
  (head: Buffer) =>
    tests.some((test) => test(head))
const zip = any(starts(0x50, 0x4b, 0x03, 0x04), starts(0x50, 0x4b, 0x05, 0x06))
const office = starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const ooxml = 'application/vnd.openxmlformats-officedocument'
/** Text of any encoding has no NUL and few control letters. */
const text = (head: Buffer) =>
  !head.some((byte) => byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27))

/** The allow-list. What is not here (programs, scripts, HTML, SVG) is refused whatever its name says. */
export const fileKinds: readonly FileKind[] = [
  { type: 'image/png', endings: ['png'], inline: true, matches: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], inline: true, matches: starts(0xff, 0xd8, 0xff) },
  { type: 'image/gif', endings: ['gif'], inline: true, matches: any(ascii('GIF87a'), ascii('GIF89a')) },
  { type: 'image/webp', endings: ['webp'], inline: true, matches: both(ascii('RIFF'), ascii('WEBP', 8)) },
  { type: 'application/pdf', endings: ['pdf'], inline: true, matches: ascii('%PDF-') },
  { type: `${ooxml}.spreadsheetml.sheet`, endings: ['xlsx'], inline: false, matches: zip },
  { type: `${ooxml}.wordprocessingml.document`, endings: ['docx'], inline: false, matches: zip },
  { type: `${ooxml}.presentationml.presentation`, endings: ['pptx'], inline: false, matches: zip },
  { type: 'application/zip', endings: ['zip'], inline: false, matches: zip },
  { type: 'application/vnd.ms-excel', endings: ['xls'], inline: false, matches: office },
  { type: 'application/msword', endings: ['doc'], inline: false, matches: office },
  { type: 'application/vnd.ms-powerpoint', endings: ['ppt'], inline: false, matches: office },
  { type: 'video/mp4', endings: ['mp4', 'm4v', 'mov'], inline: true, matches: ascii('ftyp', 4) },
  {
    type: 'audio/mpeg',
    endings: ['mp3'],
    inline: true,
    matches: any(ascii('ID3'), (head) => head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
  },
  { type: 'audio/amr', endings: ['amr'], inline: true, matches: ascii('#!AMR') },
  { type: 'audio/ogg', endings: ['ogg', 'opus'], inline: true, matches: ascii('OggS') },
  { type: 'audio/wav', endings: ['wav'], inline: true, matches: both(ascii('RIFF'), ascii('WAVE', 8)) },
  { type: 'text/csv', endings: ['csv', 'tsv'], inline: false, matches: text },
  { type: 'text/plain', endings: ['txt', 'log', 'md'], inline: false, matches: text },
]

const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
export const headBytes = 4096

/** The kind whose ending the name has, if the bytes agree; a name without a known ending is judged by picture bytes alone. */
export const kindOf = (name: string, head: Buffer): FileKind | null => {
  const named = fileKinds.find((kind) => kind.endings.includes(endingOf(name)))
  if (named) return named.matches(head) ? named : null
  return endingOf(name) === '' ? (fileKinds.find((kind) => kind.type.startsWith('image/') && kind.matches(head)) ?? null) : null
}
export const isZipped = (type: string): boolean => type === 'application/zip' || type.startsWith(ooxml)
