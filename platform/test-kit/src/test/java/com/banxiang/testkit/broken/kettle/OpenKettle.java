package com.banxiang.testkit.broken.kettle;

/** Public, and neither an identifier nor an event. */
public final class OpenKettle {}
