package com.banxiang.testkit.sound.kettle;

import java.util.UUID;

public record KettleId(UUID value) {}
