import { label } from '@lianke/kernel'
import { useState } from 'react'
import { fileUrl, uploadFile } from '../../client/files.ts'
import { useText, useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { useToast } from '../../feedback/notice.tsx'

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
}) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const add = async (files: FileList | null) => {
    setBusy(true)
    try {
      const stored = await Promise.all([...(files ?? [])].slice(0, max - ids.length).map(uploadFile))
      onChange([...ids, ...stored.map(({ id }) => id)])
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="lkm-photos">
      {ids.map((id) => (
        <span key={id} className="lkm-photo">
          <img src={fileUrl(id, { inline: true, on })} alt="" />
          <button
            type="button"
            className="lkm-icon-button"
            aria-label={w('common.delete')}
            onClick={() => onChange(ids.filter((one) => one !== id))}
          >
            <Icon name="close" size={18} />
          </button>
        </span>
      ))}
      {ids.length < max ? (
        <label className="lkm-photo-add">
          <Icon name={busy ? 'hourglass' : 'camera'} size={22} />
          {busy ? w('common.loading') : text(label('拍照', 'Photo'))}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            disabled={busy}
            aria-label={text(label('拍照', 'Photo'))}
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
