import { label } from '@lianke/kernel'
import { useState } from 'react'
import { fileUrl, uploadFile } from '../../client/files.ts'
import { useToast } from '../../feedback/notice.tsx'
import { useText, useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'

const Photo = ({ id, on, remove }: { readonly id: string; readonly on: string | undefined; remove(): void }) => {
  const w = useWords()
  return (
    <span className="lkm-photo">
      <img src={fileUrl(id, { inline: true, on })} alt="" />
      <button type="button" className="lkm-icon-button" aria-label={w('common.delete')} onClick={remove}>
        <Icon name="close" size={18} />
      </button>
    </span>
  )
}

/** The camera; what was taken is uploaded, as many as there is room for. */
const Camera = ({ room, add }: { readonly room: number; add(ids: readonly string[]): void }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const said = text(label('拍照', 'Photo'))
  const take = async (files: FileList | null) => {
    setBusy(true)
    try {
      const stored = await Promise.all([...(files ?? [])].slice(0, room).map(uploadFile))
      add(stored.map(({ id }) => id))
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <label className="lkm-photo-add">
      <Icon name={busy ? 'hourglass' : 'camera'} size={22} />
      {busy ? w('common.loading') : said}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        disabled={busy}
        aria-label={said}
        onChange={(event) => {
          void take(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}

/** Pictures taken on the spot: the camera opens, what was taken is uploaded and can be taken away again. */
export const Photos = ({
  ids,
  max,
  onChange,
  on,
}: {
  readonly ids: readonly string[]
  readonly max: number
  readonly onChange: (ids: readonly string[]) => void
  readonly on?: string
}) => (
  <div className="lkm-photos">
    {ids.map((id) => (
      <Photo key={id} id={id} on={on} remove={() => onChange(ids.filter((one) => one !== id))} />
    ))}
    {ids.length < max ? <Camera room={max - ids.length} add={(more) => onChange([...ids, ...more])} /> : null}
  </div>
)
