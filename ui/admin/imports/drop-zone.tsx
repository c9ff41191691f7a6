import { label } from '@lianke/kernel'
import { type DragEvent, useRef, useState } from 'react'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

/** Where a table is dropped, or chosen by a click. `sending`: the file that is on its way. */
export const DropZone = ({ sending, send }: { readonly sending: string | null; send(file: File | undefined): void }) => {
  const text = useText()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files[0])
  }
  return (
    <>
      <button
        type="button"
        className={`lk-drop${over ? ' over' : ''}`}
        disabled={sending !== null}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={22} />
        <b>
          {sending
            ? text(label('正在读取 {name}', 'Reading {name}'), { name: sending })
            : text(label('把文件拖到这里，或点击选择', 'Drop a file here, or click to choose one'))}
        </b>
        <span className="lk-label">
          {text(
            label(
              '自动识别编码、分隔符和表头；最大 200 MB',
              'Encoding, separator and header are found by themselves; up to 200 MB',
            ),
          )}
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          send(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </>
  )
}
