package com.banxiang.testkit.broken.kettle;

import com.banxiang.testkit.broken.stove.StoveId;

public record KettleId(StoveId stove) {}
