/** A browser's own long name in two words. */
export const sayAgent = (agent: string | null): string => {
  if (!agent) return '—'
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /wxwork/i.test(agent)
      ? 'WeCom'
      : /MicroMessenger/.test(agent)
        ? 'WeChat'
        : /Firefox\//.test(agent)
          ? 'Firefox'
          : /Chrome\//.test(agent)
            ? 'Chrome'
            : /Safari\//.test(agent)
              ? 'Safari'
              : agent.split(/[/ ]/)[0]
  const system = /Windows/.test(agent)
    ? 'Windows'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Android/.test(agent)
        ? 'Android'
        : /Mac OS X/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ')
}
