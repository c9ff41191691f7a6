import { idsIn, textsIn } from '@lianke/kernel'
import { Upload } from 'antd'
import { useState } from 'react'
import { fileUrl, uploadFile, useFileInfo } from '../../client/files.ts'
import { useToast } from '../../feedback/toast.tsx'
import { useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import type { DisplayProps, InputProps } from '../field-widget.ts'
import { useRecordOn } from './record-on.ts'

const idsOf = (value: unknown): string[] => idsIn(Array.isArray(value) ? value : [value])

const FileName = ({ id }: { readonly id: string }) => {
  const on = useRecordOn()
  const { data } = useFileInfo(id, on)
  return (
    <a className="lk-row" style={{ gap: 4 }} href={fileUrl(id, { on })} onClick={(event) => event.stopPropagation()}>
      <Icon name="file" size={14} />
      <span className="lk-ellipsis">{data?.name ?? '…'}</span>
    </a>
  )
}
export const FilesDisplay = ({ value, place }: DisplayProps) => (
  <span className="lk-row" style={{ flexWrap: place === 'page' ? 'wrap' : 'nowrap', overflow: 'hidden' }}>
    {idsOf(value).map((id) => (
      <FileName key={id} id={id} />
    ))}
  </span>
)
export const ImagesDisplay = ({ value, place }: DisplayProps) => {
  const on = useRecordOn()
  const size = place === 'page' ? 64 : 26
  return (
    <span className="lk-row" style={{ gap: 4, flexWrap: place === 'page' ? 'wrap' : 'nowrap', overflow: 'hidden' }}>
      {idsOf(value).map((id) => (
        <img
          key={id}
          src={fileUrl(id, { inline: true, on })}
          alt=""
          loading="lazy"
          width={size}
          height={size}
          style={{ objectFit: 'cover', borderRadius: 4, border: '1px solid var(--lk-hairline)' }}
        />
      ))}
    </span>
  )
}
/** Uploads what is dropped; each file is added as it arrives. */
const useUploads = (add: (id: string) => void) => {
  const toast = useToast()
  const [busy, setBusy] = useState(0)
  const upload = async (file: File) => {
    setBusy((n) => n + 1)
    try {
      add((await uploadFile(file)).id)
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy((n) => n - 1)
    }
  }
  return { busy: busy > 0, upload }
}

const Kept = ({ id, image, remove }: { readonly id: string; readonly image: boolean; readonly remove: (() => void) | null }) => {
  const w = useWords()
  const on = useRecordOn()
  return (
    <span className="lk-row">
      {image ? (
        <img
          src={fileUrl(id, { inline: true, on })}
          alt=""
          width={40}
          height={40}
          style={{ objectFit: 'cover', borderRadius: 4 }}
        />
      ) : (
        <FileName id={id} />
      )}
      {remove ? (
        <button type="button" className="lk-icon-button small" aria-label={w('common.delete')} onClick={remove}>
          <Icon name="close" size={13} />
        </button>
      ) : null}
    </span>
  )
}

const DropZone = ({ accept, add }: { readonly accept: string | undefined; add(id: string): void }) => {
  const w = useWords()
  const { busy, upload } = useUploads(add)
  return (
    <Upload.Dragger
      showUploadList={false}
      accept={accept}
      beforeUpload={(file) => {
        void upload(file)
        return false
      }}
      style={{ padding: 0 }}
    >
      <span className="lk-muted lk-row" style={{ justifyContent: 'center' }}>
        <Icon name="upload" size={14} />
        {busy ? w('common.loading') : w('field.drop')}
      </span>
    </Upload.Dragger>
  )
}

const filesMax = 10
/** Files or images of a field: those there are, and a place to drop more. */
export const fileInput =
  (images: boolean) =>
  ({ field, value, onChange, disabled }: InputProps) => {
    const ids = idsOf(value)
    const max = typeof field.options.maxFiles === 'number' ? field.options.maxFiles : filesMax
    const accept = images ? 'image/*' : textsIn(field.options.accept).join(',') || undefined
    return (
      <div className="lk-stack" style={{ gap: 8 }}>
        {ids.map((id) => (
          <Kept key={id} id={id} image={images} remove={disabled ? null : () => onChange(ids.filter((one) => one !== id))} />
        ))}
        {ids.length < max && !disabled ? <DropZone accept={accept} add={(id) => onChange([...ids, id])} /> : null}
      </div>
    )
  }
