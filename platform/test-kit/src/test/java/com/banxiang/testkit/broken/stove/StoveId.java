package com.banxiang.testkit.broken.stove;

import com.banxiang.testkit.broken.kettle.KettleId;
import org.jspecify.annotations.Nullable;

public record StoveId(@Nullable KettleId kettle) {}
