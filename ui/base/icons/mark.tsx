/** The sign of Lianke: two rings, linked. */
export const Mark = ({ size = 28 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="Lianke">
    <rect width="32" height="32" rx="8" fill="var(--lk-accent)" />
    <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
      <path d="M17.6 12.2a5.4 5.4 0 1 0 0 7.6" opacity=".72" />
      <path d="M14.4 19.8a5.4 5.4 0 1 0 0-7.6" />
    </g>
  </svg>
)
