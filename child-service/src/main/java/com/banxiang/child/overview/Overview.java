package com.banxiang.child.overview;

import com.banxiang.child.bond.ParentProfile;
import java.util.List;

/** A parent at a glance. */
record Overview(ParentProfile profile, List<PartAnswer> parts) {}
