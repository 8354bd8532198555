//! Small components that pages are put together from.

pub mod beats;
pub mod beside;
pub mod erased;
pub mod figure;
pub mod filters;
pub mod finder;
pub mod header;
pub mod icon;
pub mod icons;
pub mod led;
pub mod led_menu;
pub mod link;
pub mod message;
pub mod notices;
pub mod page_bar;
pub mod panel;
pub mod playlist;
pub mod quiet;
pub mod range_picker;
pub mod refresh_picker;
pub mod shortcuts;
pub mod theme_menu;
pub mod variable;
pub mod variable_end;
pub mod zone_picker;
