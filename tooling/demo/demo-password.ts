/** Written in every how-to: whoever can reach an installation knows it. */
export const demoPassword = 'chenlu-demo-2026'
