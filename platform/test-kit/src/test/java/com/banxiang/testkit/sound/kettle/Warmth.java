package com.banxiang.testkit.sound.kettle;

/** A port the stove may call. */
public interface Warmth {}
