export { demoPassword } from './demo-password.ts'
export { type DemoLoaded, type DemoOptions, type DemoSignIn, loadDemo } from './load-demo.ts'
export { type DemoRemoved, removeDemo } from './remove-demo.ts'
