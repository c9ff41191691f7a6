import { useEffect, useState } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { label } from '@lianke/kernel'

const restMs = 250

/** A search field that tells what was typed once the fingers rest. */
export const SearchBox = ({
  placeholder,
  onSearch,
  first,
}: {
  readonly placeholder: string
  onSearch(q: string): void
  readonly first?: boolean
}) => {
  const text = useText()
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), restMs)
    return () => clearTimeout(timer)
  }, [typed, onSearch])
  return (
    <div className="lkm-search" role="search">
      <Icon name="search" size={18} />
      <input
        type="search"
        enterKeyHint="search"
        placeholder={placeholder}
        aria-label={placeholder}
        value={typed}
        data-first={first ? '' : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed ? (
        <button
          type="button"
          className="lkm-icon-button"
          style={{ marginRight: -12 }}
          aria-label={text(label('清除', 'Clear'))}
          onClick={() => setTyped('')}
        >
          <Icon name="close" size={18} />
        </button>
      ) : null}
    </div>
  )
}
