import { label } from '@lianke/kernel'
import { useState } from 'react'
import { fileUrl, uploadFile, useFileInfo } from '../../client/files.ts'
import { useText, useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { useToast } from '../../feedback/notice.tsx'
import { Photos } from './photos.tsx'
import type { DisplayProps } from '../field-widget.ts'
import { useRecordOn } from '../parts/record-on.ts'
import type { PhoneInputProps } from '../phone-widget.ts'

const filesMax = 10
const maxOf = (options: Readonly<Record<string, unknown>>): number => (options.maxFiles as number | undefined) ?? filesMax
const idsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) =>
    typeof one === 'string' ? one : typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : [],
  )

const FileName = ({ id }: { readonly id: string }) => {
  const on = useRecordOn()
  const { data } = useFileInfo(id, on)
  return (
    <a className="lkm-link lkm-inline" href={fileUrl(id, { on })}>
      <Icon name="file" size={16} />
      {data?.name ?? '…'}
    </a>
  )
}
/** Files by name, to be opened. */
export const PhoneFiles = ({ value }: DisplayProps) => (
  <span className="lkm-pills">
    {idsOf(value).map((id) => (
      <FileName key={id} id={id} />
    ))}
  </span>
)
/** Pictures, small; touched, they open. */
export const PhoneImages = ({ value }: DisplayProps) => {
  const on = useRecordOn()
  return (
    <span className="lkm-pills">
      {idsOf(value).map((id) => (
        <a key={id} className="lkm-photo" href={fileUrl(id, { inline: true, on })}>
          <img src={fileUrl(id, { inline: true, on })} alt="" loading="lazy" />
        </a>
      ))}
    </span>
  )
}

/** Pictures from the camera or the album. */
export const PhoneImageInput = ({ field, value, onChange }: PhoneInputProps) => {
  const on = useRecordOn() ?? undefined
  const keep = (next: readonly string[]) => onChange(next.length > 0 ? next : null)
  return <Photos ids={idsOf(value)} max={maxOf(field.options)} on={on} onChange={keep} />
}

/** Files of the phone. */
export const PhoneFileInput = ({ field, value, onChange, id }: PhoneInputProps) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const ids = idsOf(value)
  const room = maxOf(field.options) - ids.length
  const add = async (files: FileList | null) => {
    setBusy(true)
    try {
      const stored = await Promise.all([...(files ?? [])].slice(0, room).map(uploadFile))
      onChange([...ids, ...stored.map((one) => one.id)])
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  const take = (gone: string) => {
    const next = ids.filter((one) => one !== gone)
    onChange(next.length > 0 ? next : null)
  }
  return (
    <div className="lkm-files">
      {ids.map((one) => (
        <span key={one} className="lk-row">
          <FileName id={one} />
          <button type="button" className="lkm-icon-button" aria-label={w('common.delete')} onClick={() => take(one)}>
            <Icon name="close" size={18} />
          </button>
        </span>
      ))}
      {room > 0 ? (
        <label className="lkm-button outline lkm-file-add">
          <Icon name={busy ? 'hourglass' : 'upload'} size={18} />
          {busy ? w('common.loading') : text(label('选择文件', 'Choose files'))}
          <input
            id={id}
            type="file"
            multiple
            disabled={busy}
            accept={(field.options.accept as readonly string[] | undefined)?.join(',')}
            onChange={(event) => {
              void add(event.target.files)
              event.target.value = ''
            }}
          />
        </label>
      ) : null}
    </div>
  )
}
