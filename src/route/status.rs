//! `/status`: whether it is embedded, in the parameters that the view keeps.

/// The page's own state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Inside another page: no header, no navigation.
    pub embed: bool,
    /// The other page's background shows through.
    pub transparent: bool,
}

impl Status {
    /// Reads it from the parameters a view keeps.
    #[must_use]
    pub fn read(others: &[(String, String)]) -> Self {
        let is_on = |wanted: &str| {
            let found = others.iter().find(|(name, _)| name == wanted);
            found.is_some_and(|(_, value)| !matches!(value.as_str(), "0" | "false" | "off"))
        };
        Self {
            embed: is_on("embed"),
            transparent: is_on("transparent"),
        }
    }
}
