import type { CSSProperties, ReactNode } from 'react'

interface ButtonProps {
  readonly children: ReactNode
  readonly onClick?: () => void
  readonly color?: 'default' | 'primary' | 'danger'
  readonly fill?: 'solid' | 'outline' | 'none'
  readonly size?: 'small' | 'middle' | 'large'
  /** As wide as what it stands in. */
  readonly block?: boolean
  readonly disabled?: boolean | undefined
  /** The act is on its way: shown, and not to be touched a second time. */
  readonly loading?: boolean | undefined
  readonly type?: 'button' | 'submit'
  readonly className?: string
  readonly style?: CSSProperties
  readonly 'aria-label'?: string
}

/** A button for the thumb. */
export const Button = ({
  children,
  color = 'default',
  fill = 'solid',
  size = 'middle',
  block = false,
  disabled = false,
  loading = false,
  type = 'button',
  className = '',
  onClick,
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    className={`lkm-button ${color} ${fill} ${size}${block ? ' block' : ''} ${className}`.trimEnd()}
    disabled={disabled || loading}
    aria-busy={loading || undefined}
    onClick={onClick}
  >
    {loading ? <span className="lkm-button-spin" aria-hidden /> : null}
    {children}
  </button>
)
