//! The order of training must be mixed, and the same on every machine.

/// A xorshift64* generator with a fixed start (Vigna, "An experimental exploration of Marsaglia's xorshift generators,
/// scrambled", 2016).
pub(super) struct Shuffle(u64);

impl Shuffle {
    pub(super) const fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    /// Mixes the list (Fisher and Yates).
    pub(super) fn mix<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(mixed).unwrap_or(0) % limit.max(1)
    }
}
