import { Upload } from 'antd'
import { useState } from 'react'
import { fileUrl, uploadFile, useFileInfo } from '../../client/files.ts'
import { useToast } from '../../feedback/toast.tsx'
import { useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import type { DisplayProps, InputProps } from '../field-widget.ts'
import { useRecordOn } from './record-on.ts'

const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value ? [value] : []).flatMap((one) =>
    typeof one === 'string' ? one : typeof one === 'object' && one && 'id' in one ? String(one.id) : [],
  )

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
export const fileInput =
  (images: boolean) =>
  ({ field, value, onChange, disabled }: InputProps) => {
    const w = useWords()
    const toast = useToast()
    const [busy, setBusy] = useState(0)
    const on = useRecordOn()
    const ids = idsOf(value)
    const max = (field.options.maxFiles as number | undefined) ?? 10
    const add = async (file: File) => {
      setBusy((n) => n + 1)
      try {
        const stored = await uploadFile(file)
        onChange([...ids, stored.id])
      } catch (error) {
        toast.failed(error)
      } finally {
        setBusy((n) => n - 1)
      }
    }
    return (
      <div className="lk-stack" style={{ gap: 8 }}>
        {ids.map((id) => (
          <span key={id} className="lk-row">
            {images ? (
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
            {disabled ? null : (
              <button
                type="button"
                className="lk-icon-button small"
                aria-label={w('common.delete')}
                onClick={() => onChange(ids.filter((one) => one !== id))}
              >
                <Icon name="close" size={13} />
              </button>
            )}
          </span>
        ))}
        {ids.length < max && !disabled ? (
          <Upload.Dragger
            showUploadList={false}
            accept={images ? 'image/*' : (field.options.accept as string[] | undefined)?.join(',')}
            beforeUpload={(file) => {
              void add(file)
              return false
            }}
            style={{ padding: 0 }}
          >
            <span className="lk-muted lk-row" style={{ justifyContent: 'center' }}>
              <Icon name="upload" size={14} />
              {busy > 0 ? w('common.loading') : w('field.drop')}
            </span>
          </Upload.Dragger>
        ) : null}
      </div>
    )
  }
