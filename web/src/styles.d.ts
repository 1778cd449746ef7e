/** Style sheets are bundled by the build, not read by the compiler. */
declare module "*.css";
