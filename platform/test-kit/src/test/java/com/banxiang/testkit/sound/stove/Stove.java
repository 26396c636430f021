package com.banxiang.testkit.sound.stove;

import com.banxiang.testkit.sound.kettle.KettleId;
import java.util.List;

record Stove(List<KettleId> kettles) {}
