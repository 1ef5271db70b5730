const MOST_STEPS = 100_000
const CLOSE = 1e-15
/** Keeps the continued fraction from dividing by zero. */
const TINY = 1e-300

/**
 * Q(a, x), the regularised upper incomplete gamma function: by its series where that
 * converges fast, else by its continued fraction (Lentz). Accurate to about 1e-12.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - scale * series(a, x) : scale * continuedFraction(a, x)
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let step = 1; step < MOST_STEPS && term > sum * CLOSE; step++) {
    term *= x / (a + step)
    sum += term
  }
  return sum
}

function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let value = d
  for (let step = 1; step < MOST_STEPS; step++) {
    const numerator = -step * (step - a)
    b += 2
    d = 1 / notZero(numerator * d + b)
    c = notZero(b + numerator / c)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < CLOSE) break
  }
  return value
}

const notZero = (value: number) => (Math.abs(value) < TINY ? TINY : value)

/** Lanczos' coefficients for g = 7. */
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** The logarithm of the gamma function, for arguments of at least 0.5. */
export function logGamma(value: number): number {
  const z = value - 1
  const base = z + 7.5
  const sum = LANCZOS.reduce(
    (total, coefficient, index) => total + coefficient / (z + index + 1),
    0.9999999999998099
  )
  return Math.log(Math.sqrt(2 * Math.PI) * sum) + (z + 0.5) * Math.log(base) - base
}
